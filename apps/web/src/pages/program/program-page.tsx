export function ProgramPage() {
  return (
    <section className="page">
      <h2>Program</h2>
    </section>
  );
}
