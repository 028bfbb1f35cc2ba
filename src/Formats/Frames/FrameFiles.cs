using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Frames.Abi;
using Slams.Formats.Frames.Gridded;
using Slams.Formats.Frames.Swaths;

namespace Slams.Formats.Frames;

/// <summary>
/// Reads frames of outgoing longwave flux from CF netCDF (netCDF-4 and classic, on axes or in swaths) and GRIB edition 2, and images of infrared bands of the ABI imager,
/// and brings them onto the model grid, one time step in memory at a time. A file or step that cannot be read gives a dead letter with the reason; it never throws for what a file holds.
/// Not for use by several threads at once: the weights of the last source grids are kept.
/// </summary>
/// <exception cref="ValidationException">A setting of <see cref="FrameReadOptions.Abi"/> is out of its range.</exception>
public sealed class FrameFiles(LatLonGrid grid, FrameReadOptions options)
{
    /// <summary>Name of a format: CF netCDF, GRIB edition 2, images of ABI.</summary>
    public const string CfNetCdf = "cf-netcdf", Grib = "grib", Abi = "abi";

    /// <summary>Why brightness temperatures are passive.</summary>
    internal const string Carried = "Brightness temperatures are carried, not assimilated: no model knows them.";

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [CfNetCdf, Grib, Abi];

    private readonly FrameReadOptions _options = Checked(options);
    private readonly RecentRegridders _regridders = new(grid);

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
        IFrameSteps? steps = null;
        var failure = Attempt(source, 0, () =>
        {
            file = GridFiles.Open(open(), _options.MaximumPixels);
            steps = file is GribGridFile grib ? new GribSteps(grib, _options, _regridders, grid, source)
                : AbiImage.Recognises(file) ? new AbiSteps(file, _options, grid, source)
                : SwathVariables.Recognises(file) ? new SwathSteps(file, _options, grid, source)
                : new GriddedSteps(file, _options, _regridders, grid, source);
        });
        using var closing = file;
        if (failure is not null)
        {
            yield return FrameItem.Of(failure);
            yield break;
        }

        for (var step = 0; step < steps!.Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SatelliteFrame? frame = null;
            failure = Attempt(source, step + 1, () => frame = steps.Read(step, cancellationToken));
            yield return (failure is null ? FrameItem.Of(frame!) : FrameItem.Of(failure)) with { Format = steps.Format };
        }
    }

    private static FrameReadOptions Checked(FrameReadOptions options)
    {
        Validator.ValidateObject(options.Abi, new ValidationContext(options.Abi), validateAllProperties: true);
        return options;
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
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The HDF5 library answers damaged files with exceptions of any type.
            return new DeadLetter(source, record, exception.Message, Encoding.UTF8.GetBytes(source));
        }
    }
}
