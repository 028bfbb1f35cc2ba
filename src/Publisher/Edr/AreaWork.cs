using System.Globalization;

namespace Slams.Publisher.Edr;

/// <summary>
/// How many points one query may have looked at, to find those within its areas: many narrow polygons across the whole grid have a small answer and take
/// as much work as as many grids.
/// </summary>
/// <param name="maxAnswerValues">Values an answer may have; whoever allows more than <see cref="Points"/> allows as many points.</param>
/// <param name="cancellationToken">The client's.</param>
internal sealed class AreaWork(int maxAnswerValues, CancellationToken cancellationToken)
{
    /// <summary>The bound where answers are not larger.</summary>
    public const int Points = 1_000_000;

    private readonly int _limit = Math.Max(Points, maxAnswerValues);
    private long _spent;

    /// <summary>To be called before so many points are looked at.</summary>
    /// <exception cref="RequestProblem">They are too many, with those before (413).</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer.</exception>
    public void Spend(long points)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _spent += points;
        if (_spent > _limit)
        {
            throw RequestProblem.TooLarge(string.Create(
                CultureInfo.InvariantCulture, $"The areas of 'coords' take {_spent} points of the grid or between them to look at; {_limit} are the limit."));
        }
    }
}
