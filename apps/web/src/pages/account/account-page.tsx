export function AccountPage() {
  return (
    <section className="page">
      <h2>Account</h2>
    </section>
  );
}
