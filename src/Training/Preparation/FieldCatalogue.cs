using Slams.Formats.Fields;

namespace Slams.Training.Preparation;

/// <summary>The files of one modality by time. Where two files have the same time, the first in ordinal order of names counts.</summary>
internal sealed class FieldCatalogue : IDisposable
{
    private readonly List<FieldSeries> _series = [];
    private readonly SortedDictionary<DateTimeOffset, FieldPlace> _places = [];

    private FieldCatalogue()
    {
    }

    /// <summary>Times, ascending.</summary>
    public IReadOnlyCollection<DateTimeOffset> Times => _places.Keys;

    /// <summary>Opens files.</summary>
    /// <exception cref="InvalidDataException">A file does not hold the field, or no time that can be read.</exception>
    public static FieldCatalogue Open(IReadOnlyList<string> paths, FieldQuery query, Action<string> log)
    {
        var catalogue = new FieldCatalogue();
        try
        {
            var repeated = paths.Order(StringComparer.Ordinal).Sum(path => catalogue.Add(FieldSeries.Open(path, query)));
            log($"{query.What}: {catalogue._places.Count} times in {paths.Count} files{(repeated > 0 ? $", {repeated} repeated ones left out" : "")}");
            return catalogue;
        }
        catch
        {
            catalogue.Dispose();
            throw;
        }
    }

    /// <summary>The field at exactly a time, or null.</summary>
    public FieldPlace? At(DateTimeOffset time) => _places.GetValueOrDefault(time);

    /// <summary>The fields of each UTC day, in order of time.</summary>
    public Dictionary<DateOnly, FieldPlace[]> ByDay() =>
        _places.GroupBy(p => DateOnly.FromDateTime(p.Key.UtcDateTime)).ToDictionary(g => g.Key, g => g.Select(p => p.Value).ToArray());

    /// <inheritdoc/>
    public void Dispose() => _series.ForEach(series => series.Dispose());

    private int Add(FieldSeries series)
    {
        _series.Add(series);
        if (series.Times.All(time => time is null))
        {
            throw new InvalidDataException($"'{series.Path}', variable '{series.Variable}': there is no time that can be read.");
        }

        var known = series.Times.Select((time, index) => (time, index)).Where(p => p.time is not null).ToArray();
        return known.Count(p => !_places.TryAdd(p.time!.Value, new FieldPlace(series, p.index)));
    }
}
