// Where every plan stands on a day, from dated facts: the same as preplan/status.py, in the same words.
// Days are ISO text, so they compare as text. tests/site/board_cases.yaml holds this file and status.py together.
(function (root) {
  const NEVER = "9999-12-31";
  const by = (date, day) => Boolean(date) && date <= day;
  const span = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  const entered = (plan, day) => plan.rows.filter(row => by(row.entered, day));
  const passed = (row, day) => by(row.closed, day) && by(row.proof, day);

  // A merger or withdrawal that is approved takes the plan out of the count.
  const counts = (plan, day) => !plan.adjustments.some(([, approved, leaves]) => leaves && by(approved, day));

  function met(plan, stage, book, day) {
    const row = entered(plan, day).find(one => one.stage === stage);
    return Boolean(row) && (passed(row, day) || (book.metByEntry.includes(stage) && by(row.letter, day)));
  }

  function currentStage(plan, book, day) {
    const steps = book.order.slice(0, -1);
    const last = entered(plan, day).pop();
    if (!last) return steps[0];
    if (!passed(last, day)) return last.stage;
    const [, optional] = book.optional.filter(([from]) => from <= day).pop();
    const rest = steps.slice(steps.indexOf(last.stage) + 1).filter(stage => !optional.includes(stage));
    return rest[0] || steps[steps.length - 1];
  }

  function deadlineOf(plan, book, day) {
    let deadline = "", stage = "";
    for (const name of book.order) {
      const due = plan.deadlines[name];
      if (due && !met(plan, name, book, day) && (!deadline || due < deadline)) [deadline, stage] = [due, name];
    }
    return [deadline, stage];
  }

  function stateOf(plan, light, adjusting, book, day) {
    if (light.issued) return "issued";
    if (adjusting) return "adjusting";
    if (light.daysLeft !== null && light.daysLeft < 0) return "late";
    if (light.extendedUntil) return "extended";
    if (entered(plan, day).some(row => by(row.closed, day) && !passed(row, day))) return "unproved";
    return light.daysLeft !== null && light.daysLeft <= book.nearDays ? "near" : "normal";
  }

  function handOf(plan, stage, book, day) {
    if (stage === "issued") return "";
    const [unit, since] = plan.hand;
    if (unit && (!since || since <= day)) return unit;
    return book.hands[stage] || plan.lead;
  }

  function progress(plan, book, day) {
    const issued = by(plan.issued, day);
    const stage = issued ? "issued" : currentStage(plan, book, day);
    let [deadline, deadlineStage] = issued ? ["", ""] : deadlineOf(plan, book, day);
    const extension = plan.extensions.filter(([approved]) => by(approved, day)).pop();
    const extendedUntil = extension ? extension[1] : "";
    if (extendedUntil && !issued) deadline = extendedUntil;
    const adjustment = plan.adjustments.filter(([requested]) => by(requested, day)).pop();
    const lastChange = plan.moves.filter(move => move <= day).pop() || "";
    const light = {
      plan, issued, stage, deadline, deadlineStage, extendedUntil, lastChange,
      daysLeft: deadline ? span(day, deadline) : null,
      stalledDays: lastChange && !issued ? span(lastChange, day) : 0,
      hand: handOf(plan, stage, book, day),
      // Words without a date are true only of the record as it stands: not of a day before its last entry.
      isCurrent: !issued && (!plan.moves.length || plan.moves[plan.moves.length - 1] <= day),
    };
    light.state = stateOf(plan, light, Boolean(adjustment) && !by(adjustment[1], day), book, day);
    light.lateDays = light.state === "late" ? -light.daysLeft : 0;
    light.stalled = !issued && light.stalledDays > book.stalledDays;
    light.due = !issued && light.daysLeft !== null && light.daysLeft >= 0 && light.daysLeft <= book.nearDays;
    return light;
  }

  // 默认顺序: days late descending, then the nearest deadline, then the number.
  const order = (a, b) =>
    b.lateDays - a.lateDays ||
    (a.deadline || NEVER).localeCompare(b.deadline || NEVER) ||
    a.plan.number - b.plan.number;

  const board = (book, day) => book.plans.filter(plan => counts(plan, day)).map(plan => progress(plan, book, day));

  // What happened in the days up to `day`, one entry a plan and day, the latest first.
  function changes(book, day) {
    const found = new Map();
    for (const plan of [...book.others, ...book.plans]) {
      for (const [on, words] of plan.changes) {
        if (on > day || span(on, day) >= book.changeDays) continue;
        const key = `${on} ${plan.id}`;
        if (!found.has(key)) found.set(key, { on, plan, words: [] });
        const entry = found.get(key);
        if (!entry.words.includes(words)) entry.words.push(words);
      }
    }
    return [...found.values()].sort((a, b) => b.on.localeCompare(a.on) || a.plan.number - b.plan.number);
  }

  const lights = { progress, board, changes, order, counts, passed, by };
  if (typeof module === "object") module.exports = lights;
  root.boardLights = lights;
})(typeof window === "object" ? window : globalThis);
