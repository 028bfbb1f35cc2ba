using System.Globalization;
using System.Text;
using Slams.Formats.Stations.Positions;

namespace Slams.Formats.Bufr;

/// <summary>Who observed, where and when: what reports of all kinds state alike. Of what stands there more than once the first counts.</summary>
internal sealed class BufrStation
{
    private const int TextBytes = 64;

    private static readonly int[] Codes =
    [
        1001, 1002, 1003, 1005, 1020, 1087, 1101, 1102, 1125, 1126, 1127, 4001, 4002, 4003, 4004, 4005, 4006, 5001, 5002, 6001, 6002, 7001, 7030,
    ];

    // Names of ships and aircraft first, then names of stations, of those that have no number.
    private static readonly int[] Names = [1128, 1011, 1006, 1018, 1015, 1019];

    private readonly double?[] _numbers = new double?[Codes.Length];
    private readonly byte[][] _texts = [.. Names.Select(_ => new byte[TextBytes])];
    private readonly int[] _lengths = new int[Names.Length];

    /// <summary>Degrees north.</summary>
    public double? Latitude => Value(5001) ?? Value(5002);

    /// <summary>Degrees east.</summary>
    public double? Longitude => Value(6001) ?? Value(6002);

    /// <summary>Height of the ground, else of the station, in m.</summary>
    public double? Elevation => Value(7030) ?? Value(7001);

    /// <summary>The time of the report; null where it is incomplete or impossible.</summary>
    public DateTimeOffset? Time =>
        Value(4001) is { } year and >= 1 and <= 9999 && Value(4002) is { } month && Value(4003) is { } day && Value(4004) is { } hour
        && Stations.Text.Utf8Time.TryMake((int)year, (int)month, (int)day, (int)hour, (int)(Value(4005) ?? 0), (int)(Value(4006) ?? 0), out var time)
            ? time
            : null;

    /// <summary>Forgets the report before.</summary>
    public void Clear()
    {
        Array.Clear(_numbers);
        Array.Fill(_lengths, -1);
    }

    /// <summary>Takes a number; false when it is none of these.</summary>
    public bool TryNumber(int code, double value)
    {
        var at = code <= 7030 ? Array.BinarySearch(Codes, code) : -1;
        if (at < 0)
        {
            return false;
        }

        _numbers[at] ??= value;
        return true;
    }

    /// <summary>Takes a text.</summary>
    public void Text(int code, ReadOnlySpan<byte> text)
    {
        var at = Array.IndexOf(Names, code);
        if (at >= 0 && _lengths[at] < 0)
        {
            text = text[..Math.Min(text.Length, TextBytes)];
            text.CopyTo(_texts[at]);
            _lengths[at] = text.Length;
        }
    }

    /// <summary>Writes the identifier as bytes of UTF-8; returns their number, 0 where the report has none.</summary>
    public int WriteId(Span<byte> target)
    {
        if (Value(1125) is { } series && Value(1126) is { } issuer && Value(1127) is { } issue && Known(0) is { IsEmpty: false } local)
        {
            return Write(target, $"{(int)series}-{(int)issuer}-{(int)issue}-", local);
        }

        if (Value(1001) is { } block && Value(1002) is { } station)
        {
            return Write(target, $"{PositionSource.WmoNumberPrefix}{((int)block * 1000) + (int)station:D5}", []);
        }

        for (var name = 1; name < Names.Length; name++)
        {
            if (name == 2 && Number() is { } number)
            {
                return Write(target, number, []);
            }

            if (Known(name) is { IsEmpty: false } text)
            {
                return Write(target, $"", text);
            }
        }

        return 0;
    }

    private ReadOnlySpan<byte> Known(int name) => _texts[name].AsSpan(0, Math.Max(0, _lengths[name]));

    private string? Number() =>
        Value(1087) is { } platform ? string.Create(CultureInfo.InvariantCulture, $"{(int)platform}")
        : Value(1005) is { } buoy
            // Five digits are region, area and number, together or apart.
            ? string.Create(CultureInfo.InvariantCulture, $"{(buoy < 1000 ? ((Value(1003) ?? 0) * 10_000) + ((Value(1020) ?? 0) * 1000) + buoy : buoy):00000}")
        : Value(1101) is { } state && Value(1102) is { } national ? string.Create(CultureInfo.InvariantCulture, $"{(int)state}-{(int)national}")
        : null;

    private double? Value(int code) => _numbers[Array.BinarySearch(Codes, code)] is { } value && !double.IsNaN(value) ? value : null;

    private static int Write(Span<byte> target, FormattableString text, ReadOnlySpan<byte> rest) =>
        Write(target, text.ToString(CultureInfo.InvariantCulture), rest);

    private static int Write(Span<byte> target, string text, ReadOnlySpan<byte> rest)
    {
        var length = Encoding.ASCII.GetBytes(text, target);
        rest.CopyTo(target[length..]);
        return length + rest.Length;
    }
}
