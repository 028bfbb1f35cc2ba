using System.Text.Json;
using Slams.Formats.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

/// <summary>Reads CoverageJSON with covjson-reader, written by others.</summary>
internal static class CoverageReader
{
    private const string Library = "covjson-reader/node_modules/covjson-reader/lib/reader.js";

    private const string Script = """
        import { readFile } from "node:fs/promises";
        const [library, file] = process.argv.slice(1);
        const { read } = (await import(library)).default;
        const document = await read(JSON.parse(await readFile(file, "utf8"))), found = [];
        for (const coverage of document.coverages ?? [document]) {
          const domain = await coverage.loadDomain(), axes = {}, ends = {}, ranges = {};
          for (const [name, { values }] of domain.axes) [axes[name], ends[name]] = [Array.from(values), values.length - 1];
          for (const [name, { unit }] of coverage.parameters) ranges[name] = [unit.symbol.value, (await coverage.loadRange(name)).get(ends)];
          found.push({ type: coverage.domainType, axes, ranges });
        }
        console.log(JSON.stringify(found));
        """;

    /// <summary>For each coverage its type, its axes, and for each parameter the unit and the last value; skips the test where it is not installed.</summary>
    public static JsonElement Read(string path, string json)
    {
        File.WriteAllText(path, json);
        return JsonDocument.Parse(NodeReader.Run(Script, Library, path)).RootElement;
    }
}
