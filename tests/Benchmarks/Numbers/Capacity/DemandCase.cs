using Autocura.Benchmarks.Numbers.Forecast;

namespace Autocura.Benchmarks.Numbers.Capacity;

/// <summary>A demand in steps of 30 s, with what was before it: straight lines between the values of a series, or its minutes where they are known.</summary>
internal sealed class DemandCase
{
    private const int Minute = 60;

    public DemandCase(LoadCase load)
    {
        Load = load;
        var step = load.FreqMinutes * Minute;
        var rows = Whole(load.Values);
        var fine = load.Fine is { } minutes ? Whole(minutes) : null;
        var begin = (double)load.FirstOriginIndex * step;
        Demand = [.. Enumerable.Range(0, (load.Values.Length - load.FirstOriginIndex) * step / ReplicaSimulation.Look)
            .Select(look => look * ReplicaSimulation.Look)
            .Select(second => fine is null ? At(rows, (begin + second) / step) : At(fine, second / (double)Minute))];
        Before = [.. Enumerable.Range(1, (int)(TimeSpan.FromHours(6).TotalSeconds / ReplicaSimulation.Look)).Select(back => At(rows, (begin - (back * ReplicaSimulation.Look)) / step)).Reverse()];
    }

    public LoadCase Load { get; }

    public double[] Demand { get; }

    /// <summary>Six hours before it.</summary>
    public double[] Before { get; }

    private static double At(double[] values, double index) => index >= values.Length - 1 ? values[^1] : values[(int)index] + ((values[(int)index + 1] - values[(int)index]) * (index - (int)index));

    private static double[] Whole(double[] values)
    {
        var whole = (double[])values.Clone();
        int[] known = [.. Enumerable.Range(0, values.Length).Where(index => double.IsFinite(values[index]))];
        for (var index = 0; index < whole.Length; index++)
        {
            if (double.IsFinite(values[index])) continue;
            var next = Array.Find(known, other => other > index);
            var last = Array.FindLast(known, other => other < index);
            whole[index] = next == 0 ? values[last] : !double.IsFinite(values[last]) ? values[next] : values[last] + ((values[next] - values[last]) * (index - last) / (next - last));
        }

        return whole;
    }
}
