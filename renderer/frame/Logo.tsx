/** The mark of the application: a V holding a point of light. */
export function Logo({ className }: { readonly className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" className={className} role="img" aria-label="Vigie">
      <path
        d="M4 6l8 13 8-13"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="7" r="2.1" fill="currentColor" />
    </svg>
  );
}
