using System.Runtime.CompilerServices;

namespace Slams.Formats.Bufr;

/// <summary>The messages of a stream.</summary>
internal static class BufrContent
{
    /// <summary>Reads messages one by one; each is valid until the next.</summary>
    /// <exception cref="InvalidDataException">There is none, or the stream broke off: after the messages that were whole.</exception>
    public static async IAsyncEnumerable<FoundMessage> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var messages = new BufrScanner(content);
        var (places, whole) = (0L, 0L);
        Exception? failure = null;
        do
        {
            while (messages.TryTake(out var found))
            {
                places++;
                whole += found.Problem is null ? 1 : 0;
                yield return found;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        while (await FillAsync().ConfigureAwait(false));

        if (failure is not null)
        {
            throw new InvalidDataException($"{failure.Message} {whole} whole messages were read.", failure);
        }

        if (places == 0)
        {
            throw new InvalidDataException("The content has no BUFR message.");
        }

        async ValueTask<bool> FillAsync()
        {
            if (failure is not null)
            {
                return false;
            }

            try
            {
                return await messages.FillAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                // A message that is not whole is told of once more.
                failure = exception;
                messages.EndHere();
                return true;
            }
        }
    }
}
