using System.IO.Pipelines;

namespace Slams.Ingest.Polling;

/// <summary>What comes by the standard input, as a file that ingest reads: by its content it is known again, as files are by their paths.</summary>
public static class StandardInput
{
    // Others may be writing beside it.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Writes the input into a file below a folder, whose path its content and name alone decide; returns that path.</summary>
    /// <param name="input">The input; read to its end.</param>
    /// <param name="folder">The folder; made when absent.</param>
    /// <param name="name">Name of the file, of which some formats take a station or a date.</param>
    /// <param name="maxBytes">Bytes that it may have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">It is empty or too large.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static async Task<string> SpoolAsync(Stream input, string folder, string name, long maxBytes, CancellationToken cancellationToken)
    {
        var spool = new Spool(folder, maxBytes);
        spool.Open(TimeProvider.System.GetUtcNow() - Abandoned);
        // Reading from a terminal or a pipe cannot be called off, but waiting for it can.
        var pipe = new Pipe();
        _ = FillAsync(input, pipe.Writer, cancellationToken);
        try
        {
            await using var content = pipe.Reader.AsStream();
            using var written = await spool.WriteAsync(SafeName.Of(name, "stdin"), content, null, cancellationToken);
            return written.Bytes > 0 ? spool.Place(written) : throw new InvalidDataException("The standard input is empty.");
        }
        catch (RemoteException tooLarge)
        {
            throw new InvalidDataException($"The standard input: {tooLarge.Message}.", tooLarge);
        }
    }

    private static async Task FillAsync(Stream input, PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? problem = null;
        try
        {
            await input.CopyToAsync(writer, cancellationToken);
        }
        catch (Exception exception)
        {
            // Told where it is read.
            problem = exception;
        }

        await writer.CompleteAsync(problem);
    }
}
