using Slams.Core.Analyses;

namespace Slams.Publisher.Feedback;

/// <summary>Observations of one quantity that came together: all temperatures, all precipitation, all of profiles, or one frame.</summary>
/// <param name="Quantity">What was observed.</param>
/// <param name="Rows">In the order of the window; a frame's by latitude and longitude.</param>
internal sealed record FeedbackTable(FeedbackQuantity Quantity, IReadOnlyList<FeedbackRow> Rows)
{
    /// <summary>Every observation of an analysis, one table at a time; that of temperatures is always there.</summary>
    public static IEnumerable<FeedbackTable> Of(Analysis analysis)
    {
        yield return new FeedbackTable(FeedbackQuantity.AirTemperature, [.. analysis.Departures.Select(d => new FeedbackRow(
            d.StationId, d.LatitudeDegrees, d.LongitudeDegrees, d.ObservedK, d.BackgroundK, d.AnalysisK, d.AnalysisSpreadK, d.ClimatologyK, d.Flag, d.Use)
        {
            BackgroundError = d.BackgroundErrorK,
            Reason = d.Reason,
        })]);
        if (analysis.Precipitation.Count > 0)
        {
            yield return new FeedbackTable(FeedbackQuantity.Precipitation, [.. analysis.Precipitation.Select(d => new FeedbackRow(
                d.StationId, d.LatitudeDegrees, d.LongitudeDegrees, d.Observed, d.Background, d.Analysis, d.AnalysisSpread, d.Climatology, d.Flag, d.Use))]);
        }

        if (analysis.Profiles.Count > 0)
        {
            yield return new FeedbackTable(FeedbackQuantity.ProfileTemperature, [.. analysis.Profiles.Select(d => new FeedbackRow(
                d.StationId, d.LatitudeDegrees, d.LongitudeDegrees, d.ObservedK, d.BackgroundK, d.AnalysisK, d.AnalysisSpreadK, d.ClimatologyK, d.Flag, d.Use)
            {
                PressurePa = d.PressurePa,
                BackgroundError = d.BackgroundErrorK,
                Reason = d.Reason,
            })]);
        }

        if (analysis.Longwave is { } longwave)
        {
            foreach (var frame in longwave.Frames)
            {
                yield return new FeedbackTable(FeedbackQuantity.Longwave, [.. Of(analysis, longwave, frame)]);
            }
        }
    }

    // What was not seen is no observation.
    private static IEnumerable<FeedbackRow> Of(Analysis analysis, LongwaveDepartures longwave, LongwaveFrame frame)
    {
        var grid = analysis.Grid.Horizontal;
        var offset = (float)(frame.Time - analysis.Cycle.Time).TotalSeconds;
        for (var cell = 0; cell < frame.Observed.Length; cell++)
        {
            if (float.IsFinite(frame.Observed[cell]))
            {
                yield return new FeedbackRow(
                    frame.Platform, grid.LatitudesDegrees[cell / grid.Columns], grid.LongitudesDegrees[cell % grid.Columns], frame.Observed[cell],
                    longwave.Background[cell], longwave.Analysis[cell], longwave.AnalysisSpread[cell], longwave.Climatology[cell], frame.Flag,
                    new ObservationUse(frame.Error ?? longwave.Error, frame.Weight[cell], 0, offset));
            }
        }
    }
}
