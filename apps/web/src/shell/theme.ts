import { useConfiguration } from '@tidemark/client/react';
import { useEffect } from 'react';

/** The theme follows the person to every device; before anybody is signed in, the page looks as the device does [C6]. */
export function useTheme(): void {
  const { configuration } = useConfiguration();
  const theme = configuration?.theme ?? 'system';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
