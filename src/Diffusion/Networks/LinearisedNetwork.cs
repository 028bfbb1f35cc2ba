using Microsoft.ML.OnnxRuntime;

namespace Slams.Diffusion.Networks;

/// <summary>
/// A network that comes with its adjoint (<c>cotangent</c> to <c>adjoint</c>) in one file, loaded as two: the network itself, which is run
/// once for each point, and the linear map of the adjoint at that point, which may be applied many times. Safe to call from several
/// threads.
/// </summary>
public sealed class LinearisedNetwork : IDisposable
{
    private const string Cotangent = "cotangent", Adjoint = "adjoint";
    private readonly OnnxNetwork _network;
    private readonly OnnxNetwork _adjoint;
    private readonly IReadOnlyList<string> _kept;

    /// <summary>Loads a network.</summary>
    /// <exception cref="InvalidDataException">The file is no network with an adjoint; the message names it.</exception>
    public LinearisedNetwork(string path, SessionOptions options)
    {
        try
        {
            var cut = new OnnxCut(File.ReadAllBytes(path), Cotangent, Adjoint);
            _kept = cut.Kept;
            _network = new OnnxNetwork(cut.First, options);
            try
            {
                _adjoint = new OnnxNetwork(cut.Second, options);
            }
            catch
            {
                _network.Dispose();
                throw;
            }
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' {exception.Message}.", exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded in two parts: {exception.Message}", exception);
        }
    }

    /// <summary>Values of one sample of an input or output of the network.</summary>
    public int SampleSize(string name) => _network.SampleSize(name);

    /// <summary>Runs the network as <see cref="OnnxNetwork.Run"/> does, and keeps what the adjoint at this point needs.</summary>
    public NetworkLinearisation Linearise(
        int batch, IReadOnlyList<(string Name, float[] Values)> inputs, IReadOnlyList<(string Name, float[] Values)> outputs) =>
        new(_adjoint, batch, _network.RunAndKeep(batch, inputs, outputs, _kept), Cotangent, Adjoint);

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _adjoint.Dispose();
    }
}
