/** In the place of a value: a dash to be seen, and the reason for those who hear the page. */
export function Missing({ why }: { why: string }) {
  return (
    <>
      –<span className="visually-hidden-table"> {why}</span>
    </>
  );
}
