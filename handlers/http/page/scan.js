/** The camera as a scanner, where the browser can read codes. */

const EVERY = 150;

/** Whether there is a camera to scan with. */
export function canScan() {
  return "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** Shows the camera in a dialog until it has read a code; empty where it was closed before. */
export async function scan(dialog) {
  const video = dialog.querySelector("video");
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    dialog.showModal();
    await video.play();
    while (dialog.open) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found) return found.rawValue;
      await new Promise((done) => setTimeout(done, EVERY));
    }
    return "";
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.close();
  }
}
