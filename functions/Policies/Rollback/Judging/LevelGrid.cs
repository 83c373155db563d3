namespace Autocura.Policies.Rollback.Judging;

/// <summary>Levels at equal steps.</summary>
internal readonly record struct LevelGrid(double First, int Count)
{
    /// <summary>Two percent: levels nearer than that are one level, as <see cref="JudgeTerms.LeastSpread"/> says.</summary>
    public const double Step = 0.02;

    public double this[int cell] => First + (cell * Step);

    public int CellOf(double level) => Math.Clamp((int)Math.Round((level - First) / Step), 0, Count - 1);

    /// <summary>The first cell beyond a level; before the first cell for minus infinity.</summary>
    public int Beyond(double level) => double.IsFinite(level) ? (int)Math.Floor((level - First) / Step) + 1 : -Count;
}
