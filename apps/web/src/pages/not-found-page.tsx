import { Link } from 'wouter';

export function NotFoundPage() {
  return (
    <section className="page">
      <h2>There is nothing here</h2>
      <p>
        This address belongs to no page. <Link href="/">Back to today</Link>
      </p>
    </section>
  );
}
