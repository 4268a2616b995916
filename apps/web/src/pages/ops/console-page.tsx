export function ConsolePage() {
  return (
    <section className="page">
      <h2>Console</h2>
    </section>
  );
}
