"""What the owner wants to know."""

from domain.insight.figures import Figures, figures

__all__ = ["Figures", "figures"]
