namespace Autocura.Signals.Forests;

/// <summary>
/// Does every part of a piece of work once, in any order. How many threads do it is the caller's choice, as time and chance are: the result is the same
/// whatever it chooses.
/// </summary>
/// <param name="parts">How many there are.</param>
/// <param name="part">Does one, by its number.</param>
public delegate void WorkLoop(int parts, Action<int> part);

/// <summary>The loop that needs no threads.</summary>
public static class WorkLoops
{
    public static readonly WorkLoop InTurn = static (parts, part) =>
    {
        for (var index = 0; index < parts; index++) part(index);
    };
}
