export function ClockPage() {
  return (
    <section className="page">
      <h2>Clock</h2>
    </section>
  );
}
