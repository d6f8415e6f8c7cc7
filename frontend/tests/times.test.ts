import { expect, test } from "vitest";
import type { ControlPlace } from "../src/data";
import { daysBetween, instant, stateAt } from "../src/map/times";

const place: ControlPlace = {
  id: "gn:1", name: "Kherson", lat: 46, lon: 32, country: "UA",
  spans: [
    { from: "2022-03-02", state: "held", controller: "RUS", confidence: 0.9, knownTo: "2022-11-12T06:00:00Z" },
    { from: "2022-03-02", to: "2022-11-11", state: "held", controller: "RUS", confidence: 0.9,
      knownFrom: "2022-11-12T06:00:00Z" },
    { from: "2022-11-11", state: "held", controller: "UKR", confidence: 0.8, knownFrom: "2022-11-12T06:00:00Z" },
  ],
};

test("the state is the one that held on the day, as the ledger knew it", () => {
  expect(stateAt(place, "2022-11-12", "2022-11-11")?.controller).toBe("RUS");
  expect(stateAt(place, "2022-11-12", "2022-11-12")?.controller).toBe("UKR");
  expect(stateAt(place, "2022-11-10", "2022-11-14")?.controller).toBe("RUS");
  expect(stateAt(place, "2022-01-01", "2022-11-14")).toBeNull();
});

test("days run over the ends of months", () => {
  expect(daysBetween("2022-02-27", "2022-03-01")).toEqual(["2022-02-27", "2022-02-28", "2022-03-01"]);
});

test("times without a zone are read as UTC", () => {
  expect(instant("2022-11-11T05:00")).toBe(Date.UTC(2022, 10, 11, 5));
  expect(instant("2022-11-11T05:00:00+02:00")).toBe(Date.UTC(2022, 10, 11, 3));
});
