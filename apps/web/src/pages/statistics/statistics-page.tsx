export function StatisticsPage() {
  return (
    <section className="page">
      <h2>Statistics</h2>
    </section>
  );
}
