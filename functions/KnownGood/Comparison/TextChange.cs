namespace Autocura.KnownGood.Comparison;

/// <summary>What changed between two texts, by line. Lines are numbered as they are after the change; one that went, as it was before.</summary>
internal static class TextChange
{
    /// <summary>Beyond it, finding the least change costs more than it tells.</summary>
    private const int MostCells = 1_000_000;

    public static IReadOnlyList<(int Line, string? Before, string? After)> Between(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var (gone, come) = (old[start..^end], now[start..^end]);
        return (long)gone.Length * come.Length > MostCells
            ? [(start + 1, $"{gone.Length} lines", $"{come.Length} lines")]
            : Paired(gone, come, start + 1);
    }

    /// <summary>Lines that went and lines that came in the same place are one line that changed.</summary>
    private static List<(int Line, string? Before, string? After)> Paired(string[] gone, string[] come, int first)
    {
        var common = Common(gone, come);
        var changes = new List<(int, string?, string?)>();
        for (var (i, j) = (0, 0); i < gone.Length || j < come.Length;)
        {
            if (i < gone.Length && j < come.Length && gone[i] == come[j])
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            // In a gap: what leaves it on either side without losing a common line.
            var takesOld = i < gone.Length && common[i + 1, j] == common[i, j];
            var takesNew = j < come.Length && (takesOld ? common[i + 1, j + 1] == common[i, j] : common[i, j + 1] == common[i, j]);
            changes.Add((first + (takesNew ? j : i), takesOld ? gone[i] : null, takesNew ? come[j] : null));
            (i, j) = (i + (takesOld ? 1 : 0), j + (takesNew ? 1 : 0));
        }

        return changes;
    }

    /// <summary>Length of the longest common subsequence of what is left from each pair of positions on.</summary>
    private static int[,] Common(string[] gone, string[] come)
    {
        var lengths = new int[gone.Length + 1, come.Length + 1];
        for (var i = gone.Length - 1; i >= 0; i--)
        {
            for (var j = come.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = gone[i] == come[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
