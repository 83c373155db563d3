namespace Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

/// <summary>Parts of moments (in UTC) and of spans of time.</summary>
internal static class TimeFunctions
{
    public static void AddTo(CelFunctionList functions)
    {
        functions.Add<DateTimeOffset, long>(".getFullYear", moment => moment.Year);
        functions.Add<DateTimeOffset, long>(".getMonth", moment => moment.Month - 1);
        functions.Add<DateTimeOffset, long>(".getDate", moment => moment.Day);
        functions.Add<DateTimeOffset, long>(".getDayOfMonth", moment => moment.Day - 1);
        functions.Add<DateTimeOffset, long>(".getDayOfWeek", moment => (long)moment.DayOfWeek);
        functions.Add<DateTimeOffset, long>(".getDayOfYear", moment => moment.DayOfYear - 1);
        functions.Add<DateTimeOffset, long>(".getHours", moment => moment.Hour);
        functions.Add<DateTimeOffset, long>(".getMinutes", moment => moment.Minute);
        functions.Add<DateTimeOffset, long>(".getSeconds", moment => moment.Second);
        functions.Add<DateTimeOffset, long>(".getMilliseconds", moment => moment.Millisecond);
        functions.Add<TimeSpan, long>(".getHours", span => (long)span.TotalHours);
        functions.Add<TimeSpan, long>(".getMinutes", span => (long)span.TotalMinutes);
        functions.Add<TimeSpan, long>(".getSeconds", span => (long)span.TotalSeconds);
        functions.Add<TimeSpan, long>(".getMilliseconds", span => span.Milliseconds);
    }
}
