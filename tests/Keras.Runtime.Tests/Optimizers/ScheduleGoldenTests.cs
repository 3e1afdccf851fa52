using Keras.Runtime.Tests.Goldens;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>Learning rates at twelve steps, against Keras.</summary>
public sealed class ScheduleGoldenTests
{
    public static IEnumerable<object[]> Schedules => GoldenFactories.Cases("schedules", "schedule", GoldenFactories.Schedules);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Values(int number, string scheduleClass)
    {
        var item = GoldenComponents.Cases("schedules")[number];
        var schedule = GoldenFactories.Schedules[scheduleClass](item.GetProperty("config"));
        var actual = item.GetProperty("steps").EnumerateArray().Select(s => schedule.At(s.GetInt64())).ToArray();
        float[] expected = [.. item.GetProperty("values").EnumerateArray().Select(v => (float)v.GetDouble())];
        GoldenComponents.Near(scheduleClass, expected, actual, 1e-6);
    }
}
