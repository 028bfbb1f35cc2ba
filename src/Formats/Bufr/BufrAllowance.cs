namespace Slams.Formats.Bufr;

/// <summary>
/// Steps that the reading of a message may take. A step that reads takes a bit at least, so messages need little more than their bits; those that
/// repeat steps which read nothing would need time without end.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="cancellationToken">Ends the reading within the message.</param>
internal sealed class BufrAllowance(BufrMessage message, CancellationToken cancellationToken)
{
    private const int StepsPerBit = 4, LeastSteps = 100_000, StepsPerCheck = 1 << 16;

    private readonly long _steps = LeastSteps + (StepsPerBit * 8L * message.Data.Length);
    private long _taken;

    /// <summary>Whether more steps were asked for than there are.</summary>
    public bool IsSpent => _taken > _steps;

    /// <summary>Why no more is read, once it is spent.</summary>
    public string Problem => $"The message repeats steps that read nothing: more than {_steps} of them for {message.Data.Length} bytes of data.";

    /// <summary>Takes a step; false when there are no more.</summary>
    /// <exception cref="OperationCanceledException">The reading is no longer wanted.</exception>
    public bool TryStep()
    {
        if (++_taken % StepsPerCheck == 0)
        {
            Check();
        }

        return !IsSpent;
    }

    /// <summary>Ends where the reading is no longer wanted.</summary>
    /// <exception cref="OperationCanceledException">It is not.</exception>
    public void Check() => cancellationToken.ThrowIfCancellationRequested();
}
