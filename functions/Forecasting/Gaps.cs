namespace Autocura.Forecasting;

/// <summary>
/// Stands in for what is missing, so that windows and seasons can be computed: within an hour a straight line, in longer gaps the value of the same time a day before (or
/// after), where there is one. What stands in is never a target to learn from.
/// </summary>
internal static class Gaps
{
    private static readonly TimeSpan Short = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A copy without gaps. There is at least one value, and the last is measured.</summary>
    public static double[] Filled(double[] values, TimeSpan step)
    {
        var filled = (double[])values.Clone();
        var (longest, day) = ((int)(Short / step), (int)(Day / step));
        for (var index = 0; index < filled.Length; index++)
        {
            if (double.IsFinite(filled[index])) continue;
            var end = index;
            while (!double.IsFinite(values[end])) end++;
            if (end - index > longest) FromOtherDays(filled, index, end, day);
            Line(filled, index, end);
            index = end;
        }

        return filled;
    }

    private static void FromOtherDays(double[] filled, int begin, int end, int day)
    {
        for (var index = begin; day > 0 && index < end; index++)
        {
            if (index >= day) filled[index] = filled[index - day];
            else if (index + day < filled.Length) filled[index] = filled[index + day];
        }
    }

    private static void Line(double[] filled, int begin, int end)
    {
        for (var index = begin; index < end; index++)
        {
            if (double.IsFinite(filled[index])) continue;
            filled[index] = index == 0 ? filled[end] : filled[index - 1] + ((filled[end] - filled[index - 1]) / (end - index + 1));
        }
    }
}
