using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Zarr;

/// <summary>Reads a store with zarrita, a Zarr implementation in JavaScript written by others.</summary>
internal static class Zarrita
{
    private const string Library = "zarrita/node_modules/zarrita/dist/src/index.js";

    private const string Script = """
        import { readFile } from "node:fs/promises";
        const [library, folder] = process.argv.slice(1);
        const zarr = await import(library);
        // The library's own codec cuts checksums off unread.
        const crc32c = (bytes) => {
          let crc = ~0;
          for (const byte of bytes) {
            crc ^= byte;
            for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
          }
          return ~crc >>> 0;
        };
        let checked = 0;
        zarr.registry.set("crc32c", () => ({ fromConfig: () => ({
          kind: "bytes_to_bytes",
          computeEncodedSize: (size) => size + 4,
          decode: (bytes) => {
            const end = bytes.length - 4, view = new DataView(bytes.buffer, bytes.byteOffset);
            if (view.getUint32(end, true) !== crc32c(bytes.subarray(0, end))) throw new Error("wrong checksum");
            checked++;
            return bytes.slice(0, end);
          },
        }) }));
        const missing = (error) => { if (error.code === "ENOENT") return undefined; throw error; };
        const get = (key) => readFile(folder + key).then((bytes) => new Uint8Array(bytes), missing);
        const part = (bytes, { suffixLength, offset, length }) =>
          suffixLength ? bytes?.slice(-suffixLength) : bytes?.slice(offset, offset + length);
        const store = { get, getRange: (key, range) => get(key).then((bytes) => part(bytes, range)) };
        const group = await zarr.open.v3(zarr.root(store), { kind: "group" });
        const array = (name) => zarr.open.v3(group.resolve(name), { kind: "array" });
        const all = async (name) => Array.from((await zarr.get(await array(name))).data, Number);
        const mean = await array("air_temperature");
        const at = async (name) => Array.from((await zarr.get(await array(name), [null, 2, 5, 7])).data);
        const listed = Object.entries(JSON.parse(new TextDecoder().decode(await store.get("/zarr.json"))).consolidated_metadata.metadata);
        for (const [name, metadata] of listed) {
          const own = JSON.parse(new TextDecoder().decode(await store.get(`/${name}/zarr.json`)));
          if (JSON.stringify(own) !== JSON.stringify(metadata)) throw new Error(`${name} is described in two ways`);
        }
        console.log(JSON.stringify({
          shape: mean.shape, time: await all("time"), revision: await all("revision"), plev: await all("plev"), lat: await all("lat"),
          lon: await all("lon"), mean: await at("air_temperature"), spread: await at("air_temperature_spread"),
          checked,
        }));
        """;

    /// <summary>What it finds in a store of analyses, as JSON; skips the test where it is not installed.</summary>
    public static string Read(string folder) => NodeReader.Run(Script, Library, folder);
}
