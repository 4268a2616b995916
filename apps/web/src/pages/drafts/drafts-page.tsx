export function DraftsPage() {
  return (
    <section className="page">
      <h2>Drafts</h2>
    </section>
  );
}
