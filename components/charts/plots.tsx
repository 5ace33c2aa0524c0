'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { EVENT_NAMES_PX, EventNames } from './event-names';
import type { PlotEvent } from './shared';

/** The chart library is fetched when a chart is first near the screen, or when the page has nothing else to do. */
export const LinePlot = dynamic(() => import('./line-plot').then((module) => module.LinePlot), { ssr: false });
export const StackPlot = dynamic(() => import('./stack-plot').then((module) => module.StackPlot), { ssr: false });

const IDLE_MS = 2500;

interface PlotFrameProps {
  /** of the chart and the names of its events together */
  height: number;
  label: string;
  events?: PlotEvent[];
  children: (plotHeight: number) => ReactNode;
}

/** Holds a chart's place and draws it once it is near the screen or the page is idle (so that print has it). */
export function PlotFrame({ height, label, events = [], children }: PlotFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const show = () => setShown(true);
    const observer = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && show(), {
      rootMargin: '200px',
    });
    if (frame.current) observer.observe(frame.current);
    const timer = setTimeout(show, IDLE_MS);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, []);
  const plotHeight = events.length > 0 ? height - EVENT_NAMES_PX : height;
  return (
    <>
      <div
        className="plot"
        ref={frame}
        style={{ height: plotHeight }}
        role="img"
        aria-label={`${label}. The numbers are in the panel’s table.`}
      >
        {isShown && children(plotHeight)}
      </div>
      {events.length > 0 && <EventNames events={events} />}
    </>
  );
}
