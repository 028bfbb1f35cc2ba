using System.Text;

namespace Slams.Core.Quality;

/// <summary>What is known of every station; it passes from cycle to cycle as bytes, which depend on nothing but the values.</summary>
public sealed class StationHistories
{
    private const int Version = 1;
    private readonly SortedDictionary<string, StationHistory> _stations = new(StringComparer.Ordinal);

    /// <summary>Takes stations; of one name the last counts.</summary>
    public StationHistories(IEnumerable<KeyValuePair<string, StationHistory>> stations)
    {
        foreach (var (id, history) in stations)
        {
            _stations[id] = history;
        }
    }

    /// <summary>Nothing is known of any.</summary>
    public static StationHistories Empty { get; } = new([]);

    /// <summary>The stations by name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, StationHistory> Stations => _stations;

    /// <summary>What is known of a station; null when nothing is.</summary>
    public StationHistory? Of(string stationId) => _stations.TryGetValue(stationId, out var history) ? history : null;

    /// <summary>Packs them.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using var writer = new BinaryWriter(packed, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(_stations.Count);
        foreach (var (id, history) in _stations)
        {
            writer.Write(id);
            writer.Write(history.Cycles);
            writer.Write(history.Mean);
            writer.Write(history.Variance);
            writer.Write(history.Expected);
            writer.Write(history.LastCycle);
            writer.Write(history.IsExcluded);
        }

        return packed.ToArray();
    }

    /// <summary>Unpacks what <see cref="Pack"/> has made.</summary>
    /// <exception cref="InvalidDataException">The bytes are no histories of this version.</exception>
    public static StationHistories Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        try
        {
            if (reader.ReadInt32() != Version)
            {
                throw new InvalidDataException("The histories of the stations have an unknown version.");
            }

            return new StationHistories(Read(reader, reader.ReadInt32()));
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            throw new InvalidDataException("The histories of the stations are cut short.", exception);
        }
    }

    private static IEnumerable<KeyValuePair<string, StationHistory>> Read(BinaryReader reader, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return KeyValuePair.Create(
                reader.ReadString(),
                new StationHistory(reader.ReadInt32(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadInt64(), reader.ReadBoolean()));
        }
    }
}
