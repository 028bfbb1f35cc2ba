using Slams.Formats.Content;

namespace Slams.Formats.Bufr;

/// <summary>
/// Reads the data of messages. What a message claims of itself costs nothing: each value takes bits that must be there, steps that take none are
/// limited, and so are subsets of compressed messages, by their bits.
/// </summary>
internal static class BufrDecoder
{
    /// <summary>Values of a message beyond which it is given up.</summary>
    public const int MaximumValues = 8_000_000;

    /// <summary>Bytes of the longest text.</summary>
    public const int MaximumTextBytes = 256;

    /// <summary>Gives all subsets of a message to a sink.</summary>
    /// <returns>Why no more could be read; null when all were.</returns>
    /// <exception cref="OperationCanceledException">The reading is no longer wanted.</exception>
    public static string? Read(BufrMessage message, BufrTemplate template, IBufrSink sink, CancellationToken cancellationToken)
    {
        if (template.Problem is not null)
        {
            return template.Problem;
        }

        var allowance = new BufrAllowance(message, cancellationToken);
        return message.Subsets == 0 ? "The message has no subsets."
            : message.IsCompressed ? new BufrColumns(message, template, sink, allowance).Read()
            : ReadRows(message, template, sink, allowance);
    }

    private static string? ReadRows(BufrMessage message, BufrTemplate template, IBufrSink sink, BufrAllowance allowance)
    {
        var bits = new BitReader(message.Data.Span);
        var rows = new BufrRows(template.Steps, sink, allowance);
        for (var subset = 1; subset <= message.Subsets; subset++)
        {
            allowance.Check();
            sink.Begin();
            if (!rows.Read(ref bits))
            {
                return allowance.IsSpent ? allowance.Problem : $"Subset {subset} of {message.Subsets} does not fit into the data.";
            }

            sink.End();
            if (rows.HasStopped && subset < message.Subsets)
            {
                return $"Only {subset} of {message.Subsets} subsets could be read: where the next begins cannot be told.";
            }
        }

        return null;
    }
}
