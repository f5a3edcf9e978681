# Two stages: the first installs what the lock has hashed, the second runs it and can do nothing else.
FROM python:3.11-slim AS builder
COPY requirements.lock /build/requirements.lock
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: \
       --requirement /build/requirements.lock

FROM python:3.11-slim
# Charts speak Chinese too.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-wqy-microhei \
    && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    JIFEN_DATABASE__URL=sqlite:////data/jifen.db \
    JIFEN_WEB__HOST=0.0.0.0
COPY --from=builder /opt/venv /opt/venv
COPY bot.py settings.toml /app/
COPY presets /app/presets
COPY docs/verify.py /app/docs/verify.py
COPY bot /app/bot
COPY domain /app/domain
COPY handlers /app/handlers
RUN python -m compileall -q /app \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin jifen \
    && install --directory --owner 10001 --group 10001 --mode 700 /data
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8082
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "bot.web.alive"]
ENTRYPOINT ["python", "bot.py"]
CMD ["run"]
