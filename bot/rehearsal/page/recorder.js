// The microphone, as far as there is one. What it gives is Opus, in WebM or Ogg: the server makes a voice note of it.
const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

export class Recorder {
  async start() {
    const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
    if (!kind) throw new Error("no Opus");
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    try {
      this.pieces = [];
      this.recorder = new MediaRecorder(this.stream, { mimeType: kind });
      this.recorder.addEventListener("dataavailable", (event) => this.pieces.push(event.data));
      this.recorder.start();
      this.began = performance.now();
    } catch (error) {
      this.release();
      throw error;
    }
  }

  // The microphone is off.
  release() {
    this.stream?.getTracks().forEach((track) => track.stop());
  }

  drop() {
    if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop();
    this.release();
  }

  get seconds() {
    return Math.max(1, Math.round((performance.now() - this.began) / 1000));
  }

  async stop() {
    const seconds = this.seconds;
    if (this.recorder.state !== "inactive") {
      const stopped = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
      this.recorder.stop();
      await stopped;
    }
    this.release();
    return { file: new File(this.pieces, "voice", { type: this.recorder.mimeType }), seconds };
  }
}

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function lengthOf(file) {
  return new Promise((resolve) => {
    const sound = new Audio();
    const done = (seconds) => {
      URL.revokeObjectURL(sound.src);
      resolve(Math.max(1, Math.round(Number.isFinite(seconds) ? seconds : 1)));
    };
    sound.addEventListener("loadedmetadata", () => done(sound.duration));
    sound.addEventListener("error", () => done(1));
    sound.src = URL.createObjectURL(file);
  });
}
