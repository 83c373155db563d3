namespace Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

/// <summary>Arithmetic and order. Whole numbers that overflow, and division by zero, have no value.</summary>
internal static class OperatorFunctions
{
    public static void AddTo(CelFunctionList functions)
    {
        AddWhole(functions);
        AddReal(functions);
        AddTimes(functions);
        functions.Add<string, string, string>("_+_", (one, two) => one + two);
        functions.Add<CelList, CelList, CelList>("_+_", (one, two) => new([.. one.Elements, .. two.Elements]));
        functions.Add<bool, bool>("!_", value => !value);
        functions.Add<object?, CelList, bool>("@in", (value, list) => list.Contains(value));
        functions.Add<object, CelMap, bool>("@in", (key, map) => map.Entries.ContainsKey(key));
        functions.Add<CelList, long, object?>("_[_]", (list, index) =>
            index >= 0 && index < list.Elements.Count ? list.Elements[(int)index] : throw new CelEvaluationException($"index out of bounds: {index}"));
        functions.Add<CelMap, object, object?>("_[_]", (map, key) =>
            map.Entries.TryGetValue(key, out var value) ? value : throw new CelEvaluationException($"no such key: {key}"));
        AddOrder<bool>(functions);
        AddOrder<string>(functions, string.CompareOrdinal);
        AddOrder<long>(functions);
        AddOrder<double>(functions);
        AddOrder<TimeSpan>(functions);
        AddOrder<DateTimeOffset>(functions);
        AddOrder<long, double>(functions, (one, two) => ((double)one).CompareTo(two));
        AddOrder<double, long>(functions, (one, two) => one.CompareTo(two));
    }

    private static void AddWhole(CelFunctionList functions)
    {
        functions.Add<long, long, long>("_+_", (one, two) => Within(() => checked(one + two)));
        functions.Add<long, long, long>("_-_", (one, two) => Within(() => checked(one - two)));
        functions.Add<long, long, long>("_*_", (one, two) => Within(() => checked(one * two)));
        functions.Add<long, long, long>("_/_", (one, two) => two == 0 ? throw new CelEvaluationException("division by zero") : Within(() => checked(one / two)));
        functions.Add<long, long, long>("_%_", (one, two) => two == 0 ? throw new CelEvaluationException("modulus by zero") : Within(() => checked(one % two)));
        functions.Add<long, long>("-_", value => Within(() => checked(-value)));
    }

    private static void AddReal(CelFunctionList functions)
    {
        functions.Add<double, double, double>("_+_", (one, two) => one + two);
        functions.Add<double, double, double>("_-_", (one, two) => one - two);
        functions.Add<double, double, double>("_*_", (one, two) => one * two);
        functions.Add<double, double, double>("_/_", (one, two) => one / two);
        functions.Add<double, double>("-_", value => -value);
    }

    private static void AddTimes(CelFunctionList functions)
    {
        functions.Add<TimeSpan, TimeSpan, TimeSpan>("_+_", (one, two) => one + two);
        functions.Add<TimeSpan, TimeSpan, TimeSpan>("_-_", (one, two) => one - two);
        functions.Add<DateTimeOffset, TimeSpan, DateTimeOffset>("_+_", (moment, span) => moment + span);
        functions.Add<TimeSpan, DateTimeOffset, DateTimeOffset>("_+_", (span, moment) => moment + span);
        functions.Add<DateTimeOffset, TimeSpan, DateTimeOffset>("_-_", (moment, span) => moment - span);
        functions.Add<DateTimeOffset, DateTimeOffset, TimeSpan>("_-_", (one, two) => one - two);
    }

    private static void AddOrder<T>(CelFunctionList functions, Comparison<T>? compare = null) =>
        AddOrder<T, T>(functions, (one, two) => compare is null ? Comparer<T>.Default.Compare(one, two) : compare(one, two));

    private static void AddOrder<T1, T2>(CelFunctionList functions, Func<T1, T2, int> compare)
    {
        functions.Add<T1, T2, bool>("_<_", (one, two) => compare(one, two) < 0);
        functions.Add<T1, T2, bool>("_<=_", (one, two) => compare(one, two) <= 0);
        functions.Add<T1, T2, bool>("_>_", (one, two) => compare(one, two) > 0);
        functions.Add<T1, T2, bool>("_>=_", (one, two) => compare(one, two) >= 0);
    }

    private static long Within(Func<long> calculation)
    {
        try
        {
            return calculation();
        }
        catch (OverflowException)
        {
            throw new CelEvaluationException("integer overflow");
        }
    }
}
