// Prints the rows of a Parquet file, one a line.
import { open } from 'node:fs/promises';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const handle = await open(process.argv[2]);
const { size } = await handle.stat();
const file = {
  byteLength: size,
  async slice(start, end = size) {
    const buffer = Buffer.alloc(end - start);
    await handle.read(buffer, 0, end - start, start);
    return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length);
  },
};
for (const row of await parquetReadObjects({ file, compressors })) {
  console.log(JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? Number(v) : v)));
}
await handle.close();
