using System.Text;
using Slams.Formats.Bufr;

namespace Slams.Formats.Soundings.Bufr;

/// <summary>Makes soundings of the messages of one content. A level begins with its pressure.</summary>
/// <param name="source">Name of the source.</param>
/// <param name="tables">The tables.</param>
/// <param name="numbers">Numbers of the records, where others of the content have some; null begins at 1.</param>
internal sealed class BufrSoundings(string source, BufrTableStore tables, RecordNumbers? numbers = null) : IBufrSink
{
    /// <summary>Levels of all soundings of a message beyond which they are given up; one of 500,000 bytes has room for some 27,000.</summary>
    public const int MaximumLevels = 200_000;

    private const double StandardGravity = 9.80665;

    private readonly List<SoundingItem> _taken = [];
    private readonly BufrStation _station = new();
    private readonly List<SoundingLevel> _levels = [];
    private SoundingLevel _level;
    private readonly RecordNumbers _numbers = numbers ?? new RecordNumbers();
    private int _correction, _levelsOfMessage;

    /// <summary>What became of the last message.</summary>
    public IReadOnlyList<SoundingItem> Taken => _taken;

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidDataException">There are no tables.</exception>
    /// <exception cref="OperationCanceledException">The reading is no longer wanted.</exception>
    public void Add(FoundMessage found, CancellationToken cancellationToken)
    {
        _taken.Clear();
        _levelsOfMessage = 0;
        var problem = found.Problem;
        if (problem is null && BufrMessage.Parse(found.Bytes, out problem) is { } message)
        {
            _correction = Math.Max(message.UpdateNumber, found.Correction);
            problem = message.MasterTable != 0 || message.DataCategory != BufrSoundingFormat.DataCategory
                ? $"The data category is {message.DataCategory}, not that of soundings ({BufrSoundingFormat.DataCategory})."
                : BufrDecoder.Read(message, tables.Template(message), this, cancellationToken);
        }

        if (!string.IsNullOrEmpty(problem))
        {
            _taken.Add(SoundingItem.Broken(source, _numbers.Next(), problem, found.Bytes.Span));
        }
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _station.Clear();
        _levels.Clear();
        _level = new SoundingLevel(double.NaN, null, null, null);
    }

    /// <inheritdoc/>
    public void Number(int code, double value)
    {
        if (code == 7004)
        {
            EndLevel();
            _level = new SoundingLevel(value, null, null, null);
        }
        else if (!_station.TryNumber(code, value) && !double.IsNaN(value) && !double.IsNaN(_level.PressurePa))
        {
            _level = code switch
            {
                10009 => _level with { HeightMetres = _level.HeightMetres ?? value },
                10003 => _level with { HeightMetres = _level.HeightMetres ?? Math.Round(value / StandardGravity, 1) },
                12101 or 12001 => _level with { TemperatureK = _level.TemperatureK ?? value },
                12103 or 12003 => _level with { DewPointK = _level.DewPointK ?? value },
                _ => _level,
            };
        }
    }

    /// <inheritdoc/>
    public void Text(int code, ReadOnlySpan<byte> text) => _station.Text(code, text);

    /// <inheritdoc/>
    public void End()
    {
        EndLevel();
        var record = _numbers.Next();
        if (_levelsOfMessage > MaximumLevels)
        {
            _taken.Add(SoundingItem.Broken(source, record, $"The message has more than {MaximumLevels} levels.", []));
            return;
        }

        Span<byte> id = stackalloc byte[256];
        _taken.Add(SoundingItem.Of(new Sounding
        {
            StationId = Encoding.Latin1.GetString(id[.._station.WriteId(id)]),
            Time = _station.Time,
            LatitudeDegrees = _station.Latitude,
            LongitudeDegrees = _station.Longitude,
            ElevationMetres = _station.Elevation,
            Correction = _correction,
            Record = record,
            Levels = [.. _levels],
        }));
    }

    private void EndLevel()
    {
        if (_level is { HeightMetres: not null } or { TemperatureK: not null } or { DewPointK: not null } && ++_levelsOfMessage <= MaximumLevels)
        {
            _levels.Add(_level);
        }
    }
}
