using System.Text;
using System.Text.Json;
using Slams.Formats.Bufr;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Bufr;

/// <summary>All elements of the subsets of messages, as this project and as ecCodes' bufr_dump reads them; texts and numbers as texts.</summary>
internal sealed class BufrElements : IBufrSink
{
    private readonly List<List<(int Code, object? Value)>> _subsets = [];

    private BufrElements()
    {
    }

    public static List<List<(int Code, object? Value)>> Read(byte[] messages)
    {
        var elements = new BufrElements();
        var store = new BufrTableStore(EcCodesDefinitions.Libraries);
        using var scanner = new BufrScanner(new MemoryStream(messages));
        while (scanner.FillAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (scanner.TryTake(out var found))
            {
                Assert.Null(found.Problem);
                var message = BufrMessage.Parse(found.Bytes, out _)!;
                Assert.Null(BufrDecoder.Read(message, store.Template(message), elements, CancellationToken.None));
            }
        }

        return elements._subsets;
    }

    /// <summary>The same by ecCodes. Factors, bitmaps and associated fields are left out, and what follows a bitmap.</summary>
    public static List<List<(int Code, object? Value)>> Dump(string path)
    {
        using var json = JsonDocument.Parse(OutsideTool.Run("bufr_dump", "-jf", path));
        var subsets = new List<List<(int Code, object? Value)>>();
        foreach (var message in Messages(json.RootElement.GetProperty("messages")))
        {
            var elements = message.Where(element => element.TryGetProperty("code", out _)).ToList();
            var count = elements.Max(element => element.GetProperty("value") is { ValueKind: JsonValueKind.Array } values ? values.GetArrayLength() : 1);
            for (var subset = 0; subset < count; subset++)
            {
                subsets.Add([.. elements.TakeWhile(element => Code(element) < 200_000).Where(element => Code(element) / 1000 != 31)
                    .Select(element => (Code(element), Value(element.GetProperty("value"), subset)))]);
            }
        }

        return subsets;
    }

    public void Begin() => _subsets.Add([]);

    public void Number(int code, double value)
    {
        if (code / 1000 != 31)
        {
            _subsets[^1].Add((code, double.IsNaN(value) ? null : value));
        }
    }

    public void Text(int code, ReadOnlySpan<byte> text) => _subsets[^1].Add((code, text.IsEmpty ? null : Encoding.Latin1.GetString(text)));

    public void End()
    {
    }

    /// <summary>Subsets that stand one after the other begin with their number; of compressed ones there is one list.</summary>
    private static IEnumerable<List<JsonElement>> Messages(JsonElement all)
    {
        var current = new List<JsonElement>();
        foreach (var element in all.EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.Array ? item.EnumerateArray().ToArray() : [item]))
        {
            var begins = element.GetProperty("key").GetString() == "subsetNumber"
                || (element.TryGetProperty("index", out var index) && index.GetInt32() == 1 && current.Any(before => before.TryGetProperty("code", out _)));
            if (begins && current.Count > 0)
            {
                yield return current;
                current = [];
            }

            current.Add(element);
        }

        yield return current;
    }

    private static int Code(JsonElement element) => int.Parse(element.GetProperty("code").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static object? Value(JsonElement value, int subset) => value.ValueKind switch
    {
        JsonValueKind.Array => Value(value[subset], subset),
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetDouble(),
    };
}
