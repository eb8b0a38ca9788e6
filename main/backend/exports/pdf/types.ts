import type PDFDocument from 'pdfkit';

export type PDFKitDocument = InstanceType<typeof PDFDocument>;

/** Inks of the print: black, and one grey dark enough (7:1) to survive a photocopier. */
export const ink = '#000000';
export const secondInk = '#4A5560';
export const hairline = '#9AA5AE';
