using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Finds reports that repeat the station and time of an earlier one. The first usable report stands; a later one replaces
/// nothing unless it brings the usable temperature that the first lacked, or is a correction, which stands whatever it brings. Memory
/// is bounded.
/// </summary>
public sealed class DuplicateCheck : IReadingCheck
{
    private readonly RecentMemory<Key, Remembered> _memory;

    /// <summary>Makes the check.</summary>
    /// <param name="clock">Measures how long a key has been remembered.</param>
    /// <param name="capacity">Most keys remembered, at least 2.</param>
    /// <param name="retention">How long a key is remembered at least, unless capacity forbids.</param>
    public DuplicateCheck(TimeProvider clock, int capacity, TimeSpan retention) => _memory = new(clock, capacity, retention);

    /// <inheritdoc/>
    public string Name => "duplicate";

    /// <summary>Number of keys remembered.</summary>
    public int RememberedCount => _memory.Count;

    /// <inheritdoc/>
    public void Check(StationReading reading, ref ReadingVerdict verdict)
    {
        if (reading.Time is not { } time)
        {
            return;
        }

        ref var remembered = ref _memory.Of(new Key(reading.StationId, time.UtcTicks), out var known);
        if (!known)
        {
            remembered = new Remembered(reading, in verdict);
            return;
        }

        var first = remembered;
        if (reading.Correction > first.Correction)
        {
            // What it corrects is on its way already: the window leaves that out.
            verdict.Note(ReadingFindings.Correction);
            remembered = new Remembered(reading, in verdict);
            return;
        }

        if (reading.Correction < first.Correction)
        {
            verdict.FlagReading(
                QualityFlag.Duplicate, ReadingFindings.Corrected, Invariant($"corrected by record {first.Record} of {first.Source}"));
            return;
        }

        // A value that was refused is no better for being told twice.
        var refusedBefore = first.HadRefusedTemperature && reading.AirTemperatureK == first.TemperatureK;
        if (verdict.HasUsableAirTemperature && !first.HadUsableTemperature && !refusedBefore)
        {
            remembered = Supplement(in first, reading, ref verdict);
            return;
        }

        var exact = reading.AirTemperatureK == first.TemperatureK && reading.Precipitation6hMm == first.PrecipitationMm;
        verdict.FlagReading(
            QualityFlag.Duplicate, exact ? ReadingFindings.ExactRepeat : ReadingFindings.DifferingRepeat,
            exact
                ? Invariant($"repeats record {first.Record} of {first.Source}")
                : Invariant($"same station and time as record {first.Record} of {first.Source}, but ")
                    + $"air temperature {Text(reading.AirTemperatureK, "K")} against {Text(first.TemperatureK, "K")}, "
                    + $"precipitation {Text(reading.Precipitation6hMm, "mm")} against {Text(first.PrecipitationMm, "mm")}");
    }

    private static string Text(double? value, string unit) => value is { } number ? Invariant($"{number:0.##} {unit}") : "absent";

    private static Remembered Supplement(in Remembered first, StationReading reading, ref ReadingVerdict verdict)
    {
        verdict.Note(ReadingFindings.FullerRepeat);
        var precipitationStands = first.HadUsablePrecipitation && verdict.HasUsablePrecipitation;
        var precipitationTaken = first.HadUsablePrecipitation || verdict.HasUsablePrecipitation;
        var fuller = new Remembered(reading, in verdict) { HadUsablePrecipitation = precipitationTaken };
        if (precipitationStands)
        {
            verdict.FlagPrecipitation(
                QualityFlag.Duplicate, ReadingFindings.None,
                Invariant($"precipitation already taken from record {first.Record} of {first.Source}, which lacked a usable temperature"));
        }

        return fuller;
    }

    private readonly record struct Key(string StationId, long UtcTicks);

    private readonly record struct Remembered
    {
        private readonly OptionalNumber _temperature, _precipitation;

        public Remembered(StationReading reading, in ReadingVerdict verdict)
        {
            _temperature = new OptionalNumber(reading.AirTemperatureK);
            _precipitation = new OptionalNumber(reading.Precipitation6hMm);
            Source = reading.Source;
            Record = reading.SourceRecord;
            Correction = reading.Correction;
            HadUsableTemperature = verdict.HasUsableAirTemperature;
            HadRefusedTemperature = verdict.AirTemperatureFlag != QualityFlag.Assimilated;
            HadUsablePrecipitation = verdict.HasUsablePrecipitation;
        }

        public double? TemperatureK => _temperature.Value;

        public double? PrecipitationMm => _precipitation.Value;

        public string Source { get; }

        public long Record { get; }

        public int Correction { get; }

        public bool HadUsableTemperature { get; }

        public bool HadRefusedTemperature { get; }

        public bool HadUsablePrecipitation { get; init; }
    }
}
