namespace Slams.Formats.Soundings.Temp;

/// <summary>
/// Puts the parts of one file together: those of a station and time are one sounding, whatever stands between them. Of a part that came more than
/// once the highest correction stands, of those alike the fuller, then the later.
/// </summary>
internal sealed class TempSoundings
{
    /// <summary>Soundings whose parts are waited for at a time, and their levels; beyond either the one that began first is to be taken as it is.</summary>
    public const int MaximumHeld = 2000, MaximumLevels = 500_000;

    private const string Parts = "ABCD";

    private readonly Dictionary<(string Id, DateTimeOffset Time), TempPart?[]> _held = [];
    private readonly Queue<(string Id, DateTimeOffset Time)> _order = new();
    private int _levels;

    /// <summary>Whether more is held than may be.</summary>
    public bool IsFull => _held.Count > MaximumHeld || _levels > MaximumLevels;

    /// <summary>Adds a part.</summary>
    public void Add(TempPart part)
    {
        var key = (part.StationId, part.Time);
        if (!_held.TryGetValue(key, out var parts))
        {
            _held[key] = parts = new TempPart?[Parts.Length];
            _order.Enqueue(key);
        }

        ref var held = ref parts[Parts.IndexOf(part.Part, StringComparison.Ordinal)];
        if (held is null || part.Correction > held.Correction || (part.Correction == held.Correction && part.Levels.Count >= held.Levels.Count))
        {
            _levels += part.Levels.Count - (held?.Levels.Count ?? 0);
            held = part;
        }
    }

    /// <summary>Gives the sounding that began first; null when there is none.</summary>
    public Sounding? Take()
    {
        if (!_order.TryDequeue(out var key) || !_held.Remove(key, out var parts))
        {
            return null;
        }

        _levels -= parts.Sum(part => part?.Levels.Count ?? 0);
        var position = Array.Find(parts, part => part?.Position is not null)?.Position;
        return new Sounding
        {
            StationId = key.Id,
            Time = key.Time,
            LatitudeDegrees = position?.LatitudeDegrees,
            LongitudeDegrees = position?.LongitudeDegrees,
            ElevationMetres = position?.ElevationMetres,
            Correction = parts.Max(part => part?.Correction ?? 0),
            Record = parts.Min(part => part?.Record ?? long.MaxValue),
            Levels = Merge(parts.SelectMany(part => part?.Levels ?? [])),
        };
    }

    /// <summary>Levels from below upwards, those of one pressure as one: of each value the first.</summary>
    private static SoundingLevel[] Merge(IEnumerable<SoundingLevel> levels) =>
    [
        .. levels.GroupBy(level => level.PressurePa).OrderByDescending(of => of.Key).Select(of =>
        {
            var thermal = of.FirstOrDefault(level => level.TemperatureK is not null && level.DewPointK is not null) is { TemperatureK: not null } full
                ? full
                : of.FirstOrDefault(level => level.TemperatureK is not null);
            return new SoundingLevel(of.Key, of.Select(level => level.HeightMetres).FirstOrDefault(height => height is not null), thermal.TemperatureK, thermal.DewPointK);
        }),
    ];
}
