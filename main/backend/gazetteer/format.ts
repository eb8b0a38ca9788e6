/** Name and first field of the generated file; a change of columns changes the format, and the file is made again. */
export const gazetteerFile = 'communes.tsv';
export const gazetteerFormat = 'communes-1';
