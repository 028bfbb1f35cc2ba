namespace Slams.Formats.Grib;

/// <summary>
/// The fields of outgoing longwave flux of a GRIB edition 2 file, in their order. What else it holds is passed over. A field, or a message, that cannot be used
/// is one that cannot be read: it costs no other.
/// </summary>
internal sealed class GribFlux
{
    private const long MostFields = 1_000_000;

    private readonly Stream _stream;
    private readonly long _mostPoints;
    private readonly (GribLongwave? Flux, string? Problem)[] _steps;
    private (ReadOnlyMemory<byte> Section, GribGrid Grid)? _last;

    /// <summary>Looks through a seekable stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">It holds no such field.</exception>
    public GribFlux(Stream stream, long mostPoints)
    {
        (_stream, _mostPoints) = (stream, mostPoints);
        var all = GribScanner.Find(stream, MostFields);
        _steps = [.. all.Select(one => (Flux: one.Field is { } field ? GribLongwave.Of(field) : null, one.Problem)).Where(one => one.Flux is not null || one.Problem is not null)];
        if (!Array.Exists(_steps, one => one.Flux is not null))
        {
            throw new InvalidDataException(Nothing(all));
        }
    }

    /// <summary>Number of fields, those included that cannot be read.</summary>
    public int Count => _steps.Length;

    /// <summary>The first grid of those on which there is a field that can be used.</summary>
    /// <exception cref="InvalidDataException">It is one that is not read.</exception>
    public GribGrid FirstGrid =>
        GridOf((Array.Find(_steps, one => one.Flux is { Problem: null }).Flux ?? Array.Find(_steps, one => one.Flux is not null).Flux!).Field);

    /// <summary>The centre that made a field, common code table C-11; of what is none the first one's.</summary>
    public int Centre(int step) => (_steps[step].Flux ?? Array.Find(_steps, one => one.Flux is not null).Flux!).Field.Centre;

    /// <summary>When a field holds; null where that cannot be told.</summary>
    public DateTimeOffset? Time(int step) => _steps[step].Flux?.Time;

    /// <summary>Reads a field.</summary>
    /// <returns>Its grid, and a value for each point in W m-2, NaN where there is none; rows all run one way.</returns>
    /// <exception cref="InvalidDataException">It cannot be used, or is damaged.</exception>
    public (GribGrid Grid, float[] Values) Read(int step)
    {
        var (flux, problem) = _steps[step];
        if ((problem ?? flux!.Problem) is { } reason)
        {
            throw new InvalidDataException(reason);
        }

        var (field, factor) = (flux!.Field, flux.Factor);
        var grid = GridOf(field);
        var values = GribValues.Unpack(field.Packing.Span, Bytes(field.BitMap), Bytes(field.Data), grid.Count);
        if (grid.Turning)
        {
            Straighten(values, grid);
        }

        for (var i = 0; i < values.Length && Math.Abs(factor - 1) > 0; i++)
        {
            values[i] = (float)(values[i] * factor);
        }

        return (grid, values);
    }

    private static string Nothing(IReadOnlyList<GribFound> all)
    {
        var problems = all.Count(one => one.Problem is not null);
        var fields = all.Select(one => one.Field?.ToString()).OfType<string>().Distinct().Take(5).ToArray();
        var none = $"The file has no outgoing longwave flux (parameter 0-5-4 or 0-5-5 at the top of the atmosphere). It has: {string.Join(", ", fields)}.";
        return problems == 0 ? none
            : (fields.Length == 0 ? "" : none + " ") + all.First(one => one.Problem is not null).Problem
                + (problems == 1 ? "" : FormattableString.Invariant($" There are {problems - 1} more that cannot be read."));
    }

    private GribGrid GridOf(GribField field)
    {
        if (_last is not { } last || !last.Section.Span.SequenceEqual(field.Grid.Span))
        {
            last = (field.Grid, GribGrid.Parse(field.Grid.Span, _mostPoints));
            _last = last;
        }

        return last.Grid;
    }

    private static void Straighten(float[] values, GribGrid grid)
    {
        var length = grid.Transposed ? grid.Latitudes.Length : grid.Longitudes.Length;
        for (var row = length; row < values.Length; row += 2 * length)
        {
            Array.Reverse(values, row, length);
        }
    }

    private byte[] Bytes((long At, long Length) place)
    {
        var bytes = new byte[checked((int)place.Length)];
        _stream.Position = place.At;
        _stream.ReadExactly(bytes);
        return bytes;
    }
}
