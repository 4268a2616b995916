const [left, press, clock, said] = ['left', 'press', 'clock', 'said'].map((id) => document.getElementById(id));

// #region plain-page
const { createTidemark } = window.Tidemark;
const tidemark = createTidemark({ address: new URL(document.scripts[0].src).origin });

function draw() {
  const { value: timer } = tidemark.get('timer');
  const { value: session } = tidemark.get('session');
  const { link, pending } = tidemark.status();
  if (timer === null || session === null) return;

  const endsAt = timer.endsAt === null ? null : Date.parse(timer.endsAt);
  const seconds = endsAt === null ? timer.remainingSeconds : Math.max(0, Math.ceil((endsAt - tidemark.now()) / 1_000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  left.textContent = `${minutes}:${String(rest).padStart(2, '0')}`;
  press.textContent = { running: 'Pause', paused: 'Resume' }[timer.status] ?? 'Start';
  clock.textContent = session.currentStatus === 'IN' ? 'Clock out' : 'Clock in';
  said.textContent = pending > 0 ? `${pending} to be sent` : link === 'live' ? 'Saved' : 'Not connected';
}

press.onclick = () => tidemark.command(`timer/${press.textContent.toLowerCase()}`);
clock.onclick = () => tidemark.command(clock.textContent === 'Clock in' ? 'session/clock-in' : 'session/clock-out');
for (const topic of ['timer', 'session', 'status']) tidemark.subscribe(topic, draw);
setInterval(draw, 250);
// #endregion

// Whoever was here before is found again; everybody else begins as a guest.
tidemark.signIn({ as: 'guest', timezone: Intl.DateTimeFormat().resolvedOptions().timeZone }).then((signedIn) => {
  if (!signedIn.ok) said.textContent = signedIn.error.message;
  press.disabled = clock.disabled = !signedIn.ok;
  draw();
});
