using Slams.Core.Observations;

namespace Slams.Formats.Frames;

/// <summary>The frames of one open file, on the model grid, one at a time.</summary>
internal interface IFrameSteps
{
    int Count { get; }

    /// <summary>Name of the format of the file.</summary>
    string Format { get; }

    /// <exception cref="InvalidDataException">The step cannot be read.</exception>
    SatelliteFrame Read(int step, CancellationToken cancellationToken);
}
