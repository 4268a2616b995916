export function DevicesPage() {
  return (
    <section className="page">
      <h2>Devices</h2>
    </section>
  );
}
