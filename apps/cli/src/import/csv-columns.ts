/** A column of the CSV import, and the path of the field that it fills. */
interface Column {
  name: string;
  /** Of the review or of the recommendation; the two are told apart by `of`. */
  path: readonly string[];
  of: 'review' | 'recommendation';
  isCompulsory?: true;
}

const review = (name: string, field: string): Column => ({ name, path: [field], of: 'review' });
const recommendation = (name: string, ...path: string[]): Column => ({
  name,
  path,
  of: 'recommendation',
});

/** Every column that the CSV import knows. docs/IMPORT.md describes them; a test compares the two. */
export const columns: readonly Column[] = [
  { name: 'review_code', path: ['code'], of: 'review', isCompulsory: true },
  review('review_title', 'title'),
  review('review_symbol', 'symbol'),
  review('review_date', 'date'),
  review('review_commissioned_by', 'commissionedBy'),
  review('review_chair', 'chair'),
  review('review_summary', 'summary'),
  { name: 'code', path: ['code'], of: 'recommendation', isCompulsory: true },
  { name: 'title', path: ['title'], of: 'recommendation', isCompulsory: true },
  { name: 'text', path: ['text'], of: 'recommendation', isCompulsory: true },
  recommendation('language', 'language'),
  recommendation('citation_document', 'citation', 'document'),
  recommendation('citation_section', 'citation', 'section'),
  recommendation('citation_paragraph', 'citation', 'paragraph'),
  recommendation('citation_page', 'citation', 'page'),
  recommendation('source_verified', 'sourceVerified'),
  recommendation('addressee', 'addressee'),
  recommendation('criticality', 'criticality'),
  recommendation('themes', 'themes'),
  recommendation('lead_entity', 'leadEntity'),
  recommendation('confidentiality', 'confidentiality'),
];

export const columnNames: ReadonlySet<string> = new Set(columns.map(({ name }) => name));

/** What the file calls the field at a path of the review or recommendation. */
export function columnOf(of: Column['of'], path: readonly PropertyKey[]): string {
  const dotted = path.filter((part) => typeof part === 'string').join('.');
  const exact = columns.find((column) => column.of === of && column.path.join('.') === dotted);
  if (exact) return exact.name;
  const within = columns.find((column) => column.of === of && column.path[0] === path[0]);
  return within?.name ?? dotted;
}
