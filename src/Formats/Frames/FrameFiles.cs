using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>
/// Reads frames of outgoing longwave flux from CF netCDF (netCDF-4 and classic) and brings them onto the model grid, one time step in
/// memory at a time. A file or step that cannot be read gives a dead letter with the reason; it never throws for what a file holds.
/// Not for use by several threads at once: the weights of the last source grid are kept.
/// </summary>
public sealed class FrameFiles(LatLonGrid grid, FrameReadOptions options)
{
    /// <summary>Name of what is read.</summary>
    public const string Format = "cf-netcdf";

    private (double[] Latitudes, double[] Longitudes, AreaWeightedRegridder Regridder)? _last;

    /// <summary>Reads a file.</summary>
    public IAsyncEnumerable<FrameItem> ReadFileAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(() => InputStreams.Open(path), Path.GetFileName(path), cancellationToken);

    /// <summary>Reads a seekable stream, which is disposed of at the end.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="source">Name of the source for frames and dead letters.</param>
    /// <param name="cancellationToken">Stops the reading between steps.</param>
    public IAsyncEnumerable<FrameItem> ReadAsync(Stream stream, string source, CancellationToken cancellationToken) =>
        ReadAsync(() => stream, source, cancellationToken);

    private async IAsyncEnumerable<FrameItem> ReadAsync(
        Func<Stream> open, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Decoding is work for the processor; the caller's thread gets its turn between steps.
        await Task.Yield();
        IGridFile? file = null;
        FrameLayout? layout = null;
        AreaWeightedRegridder? regridder = null;
        var failure = Attempt(source, 0, () =>
        {
            file = GridFiles.Open(open());
            layout = FrameLayout.Of(file, options);
            regridder = RegridderFor(layout);
        });
        using var closing = file;
        if (failure is not null)
        {
            yield return FrameItem.Of(failure);
            yield break;
        }

        for (var step = 0; step < layout!.Times.Length; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SatelliteFrame? frame = null;
            failure = Attempt(source, step + 1, () => frame = ReadStep(file!, layout, regridder!, source, step));
            yield return failure is null ? FrameItem.Of(frame!) : FrameItem.Of(failure);
        }
    }

    private static DeadLetter? Attempt(string source, long record, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (OutOfMemoryException)
        {
            // One array of a length that a damaged file states, refused before anything was allocated: the HDF5
            // library does not hold lengths against the size of the file.
            return new DeadLetter(source, record, "The file is damaged: it asks for more memory than there is.", Encoding.UTF8.GetBytes(source));
        }
        catch (Exception exception)
        {
            // The HDF5 library answers damaged files with exceptions of any type.
            return new DeadLetter(source, record, exception.Message, Encoding.UTF8.GetBytes(source));
        }
    }

    private SatelliteFrame ReadStep(IGridFile file, FrameLayout layout, AreaWeightedRegridder regridder, string source, int step)
    {
        var time = layout.Times[step] ?? throw new InvalidDataException($"Step {step + 1} has no time that can be read.");
        var values = layout.Flux.ReadUnpacked(layout.HasTimeDimension ? step : null);
        var field = regridder.Regrid(layout.Transposed ? Transpose(values, layout.Latitudes.Length, layout.Longitudes.Length) : values);
        var empty = !Array.Exists(field.SampleCount, count => count > 0);
        return new SatelliteFrame
        {
            Platform = file.Text("platform") ?? file.Text("platform_ID") ?? Path.GetFileNameWithoutExtension(source),
            Quantity = FrameQuantity.OutgoingLongwaveFlux,
            Time = time,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Values = field.Values,
            ValidFraction = field.ValidFraction,
            SampleCount = field.SampleCount,
            Source = string.Create(CultureInfo.InvariantCulture, $"{source}[{step}]"),
            Flag = empty ? QualityFlag.Missing : QualityFlag.Assimilated,
            FlagReason = empty ? "No pixel of the frame is valid." : "",
        };
    }

    private AreaWeightedRegridder RegridderFor(FrameLayout layout)
    {
        if (_last is not { } last || !last.Latitudes.SequenceEqual(layout.Latitudes) || !last.Longitudes.SequenceEqual(layout.Longitudes))
        {
            last = (layout.Latitudes, layout.Longitudes, new AreaWeightedRegridder(layout.Latitudes, layout.Longitudes, grid));
            _last = last;
        }

        return last.Regridder;
    }

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(row * columns) + column] = values[(column * rows) + row];
            }
        }

        return transposed;
    }
}
