export function SettingsPage() {
  return (
    <section className="page">
      <h2>Settings</h2>
    </section>
  );
}
