using Slams.Core.Grids;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Brings the pixels of parts of a swath onto a grid, in one pass over their lines, some lines in memory at a time.</summary>
internal sealed class SwathReader(SwathLayout layout)
{
    private readonly SwathShape _shape = layout.Shape;

    /// <summary>Reads the pixels.</summary>
    /// <returns>
    /// Of each part what was measured, and the clear share of what was seen of each cell, of which the values are the means; null where the file does not tell it.
    /// </returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public (RegriddedField Measured, RegriddedField? Clear)[] Read(IReadOnlyList<SwathPart> parts, LatLonGrid grid, CancellationToken cancellationToken)
    {
        var gathered = parts.ToDictionary(part => part.HalfHour, _ => (Measured: new SuperObservations(grid), Clear: layout.Cloud is null ? null : new SuperObservations(grid)));
        var (values, clock, positions) = (Reader(_shape.Measured), new SwathClock(layout.Time, _shape), new SwathPositions(layout));
        var quality = layout.Quality is { } flags ? Reader(flags.Flags) : null;
        var cover = layout.Cloud is { } cloud ? Reader(cloud.Cover) : null;
        for (var line = parts.Min(part => part.FirstLine); line <= parts.Max(part => part.LastLine); line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            positions.MoveTo(line);
            var measured = values.Line(line);
            var good = quality is null ? [] : quality.Line(line);
            var clouds = cover is null ? [] : cover.Line(line);
            for (var pixel = 0; pixel < measured.Length; pixel++)
            {
                if (!float.IsFinite(measured[pixel]) || (!good.IsEmpty && good[pixel] != layout.Quality!.Good)
                    || clock.At(line, pixel) is not { } time || !gathered.TryGetValue(SwathPart.HalfHourOf(time), out var part)
                    || !positions.At(pixel).IsKnown || !(positions.Area(pixel) is > 0 and var area))
                {
                    continue;
                }

                var place = positions.At(pixel);
                part.Measured.Add(place.LatitudeDegrees, place.LongitudeDegrees, area, measured[pixel]);
                if (part.Clear is not null && layout.Cloud!.Clear(clouds[pixel]) is var share && !float.IsNaN(share))
                {
                    part.Clear.Add(place.LatitudeDegrees, place.LongitudeDegrees, area, share);
                }
            }
        }

        return [.. parts.Select(part => gathered[part.HalfHour]).Select(part => (part.Measured.ToField(), part.Clear?.ToField()))];
    }

    private LineReader<float> Reader(Gridded.IGridVariable variable) => LineReader<float>.Floats(variable, _shape.Lines, _shape.Pixels);
}
