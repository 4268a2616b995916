export function TodayPage() {
  return (
    <section className="page">
      <h2>Today</h2>
    </section>
  );
}
