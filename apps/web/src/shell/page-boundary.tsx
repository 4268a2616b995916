import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

/** A part of the page that could not be fetched, or that broke, takes no other page with it: the work is kept elsewhere. */
export class PageBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <section className="page" role="alert">
        <h2>This page could not be opened</h2>
        <p>Perhaps there is no connection, or a newer version. Nothing that you did is lost.</p>
        <p>
          <button className="primary" onClick={() => location.reload()}>
            Try again
          </button>
        </p>
      </section>
    );
  }
}
