using Slams.Core.Grids;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Brings the pixels of one part of a swath onto a grid, some lines in memory at a time.</summary>
internal sealed class SwathReader(SwathLayout layout)
{
    private readonly SwathShape _shape = layout.Shape;

    /// <summary>Reads the pixels.</summary>
    /// <returns>What was measured, and the clear share of what was seen of each cell, of which the values are the means; null where the file does not tell it.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public (RegriddedField Measured, RegriddedField? Clear) Read(SwathPart part, LatLonGrid grid, CancellationToken cancellationToken)
    {
        var (gathered, clear) = (new SuperObservations(grid), layout.Cloud is null ? null : new SuperObservations(grid));
        var (values, clock, positions) = (Reader(layout.Shape.Measured), new SwathClock(layout.Time, _shape), new SwathPositions(layout));
        var quality = layout.Quality is { } flags ? Reader(flags.Flags) : null;
        var cover = layout.Cloud is { } cloud ? Reader(cloud.Cover) : null;
        for (var line = part.FirstLine; line <= part.LastLine; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            positions.MoveTo(line);
            var measured = values.Line(line);
            var good = quality is null ? [] : quality.Line(line);
            var clouds = cover is null ? [] : cover.Line(line);
            for (var pixel = 0; pixel < measured.Length; pixel++)
            {
                if (!float.IsFinite(measured[pixel]) || (!good.IsEmpty && good[pixel] != layout.Quality!.Good)
                    || clock.At(line, pixel) is not { } time || !part.Has(time) || !positions.At(pixel).IsKnown || !(positions.Area(pixel) is > 0 and var area))
                {
                    continue;
                }

                var place = positions.At(pixel);
                gathered.Add(place.LatitudeDegrees, place.LongitudeDegrees, area, measured[pixel]);
                if (clear is not null && layout.Cloud!.Clear(clouds[pixel]) is var share && !float.IsNaN(share))
                {
                    clear.Add(place.LatitudeDegrees, place.LongitudeDegrees, area, share);
                }
            }
        }

        return (gathered.ToField(), clear?.ToField());
    }

    private LineReader<float> Reader(Gridded.IGridVariable variable) => LineReader<float>.Floats(variable, _shape.Lines, _shape.Pixels);
}
